"""What a series says about the coming year; opens with the forecasting chapter."""
