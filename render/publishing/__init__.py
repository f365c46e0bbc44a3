"""publishing makes what a video site asks for beside the film."""
