"""What a writer asks of the camera: how it is worded, whom it names, which frames it holds."""
