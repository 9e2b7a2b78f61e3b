### What scripts show.

script-data-failed = The data of the plan could not be fetched. The guide can be read without them.
