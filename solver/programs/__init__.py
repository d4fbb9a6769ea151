"""Linear and mixed-integer programs: built here, solved with HiGHS, for the whole solver."""
