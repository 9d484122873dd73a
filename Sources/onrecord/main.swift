print("onrecord")
