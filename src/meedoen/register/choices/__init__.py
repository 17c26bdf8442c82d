"""What municipalities choose for themselves where the law and the preferred process leave room."""
