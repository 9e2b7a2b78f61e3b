### The tables of the guides.

sheet-tasks = Tasks
sheet-deadlines = Deadlines
sheet-holidays = Holidays
sheet-dates = Days from which the deadlines count
sheet-how = Write the days into the cells below: the last days are counted from them.
sheet-as-of = The rules as they stood on { $date }.
sheet-always = always
sheet-code = Code
sheet-task = Task
sheet-phase = Phase
sheet-applies = When it applies
sheet-owner = Done by
sheet-strength = How binding
sheet-due = Last day
sheet-rule = Deadline
sheet-done = Done
sheet-notes = Notes
sheet-deadline = Deadline
sheet-source = According to
sheet-followed = this guide
sheet-other = another source
sheet-holiday = Day off
