"""What of ONNX is read and run here."""
