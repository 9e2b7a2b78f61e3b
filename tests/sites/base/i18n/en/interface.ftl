### The fixed texts of the pages. Sentences that are made from data stand in sentences.ftl.

skip-to-content = Skip to the content
main-navigation = Main menu
menu = Menu
language-switch = Languages
breadcrumbs = Where you are
footer-navigation = About the site
contents-title = On this page
contents-letters = First letters
as-of = The rules as they stood on { $date }.
as-of-short = As of { $date }
as-of-more = What does the date mean?
language-missing = This page does not exist in { $language }. The link leads to the nearest page that does.
published-by = Published by:
feedback = Feedback:
page-changed = This page was last changed on { $date }.
print-source = Printed from { $address }.
needs-script = This needs JavaScript, which is turned off in your browser. Everything else works without it.
theme-legend = Colours of the page
theme-system = Like the device
theme-light = Light
theme-dark = Dark

behind-title = This section is not up to date
behind-text = This section was last found to say the same as the other languages on { $date }. The other language has changed since.
behind-never = The other language's text is newer, and this section has not yet been compared with it.
behind-newer = Newer text:
later-title = Later information
later-text = These sources are later than the day that the guides describe. We tell of them, but do not follow them.
later-holds-title = Newer information
later-holds-text = This is newer than the words of the guide, and held already on the day that the guides describe.
later-since = From { $date }:
retired-title = No longer in force since { $date }
retired-replaced = Replaced by:
conflict-title = The sources disagree
conflict-follows = The guide follows:

sources-label = Source:
sources-count =
    { $count ->
        [one] Source ({ $count })
       *[other] Sources ({ $count })
    }
sources-later-title = Sources later than the day described
date-assumed = (assumed date)
date-unknown = the date is not known
source-later = later than the day described
source-is-later = This source is later than the day that the guides describe
source-current = in force on the day described
source-historical = tells of its time
source-superseded = superseded
source-title = Title
source-publisher = Publisher
source-date = Date
source-language = Language
source-status = Status
source-superseded-by = Superseded by
source-parallel = The same page in another language
source-address = Address
source-facts =
    { $count ->
        [one] { $count } statement
       *[other] { $count } statements
    }, of which guides use { $used } and { $background } are background
source-facts-title =
    { $count ->
        [one] What the source says: { $count } statement
       *[other] What the source says: { $count } statements
    }
fact-background = background
fact-topics = Point of the comparison:
fact-used-by = Used in:
fact-unused = No guide uses this yet.
variant-ruled = the guide follows this
variant-later = later information
variant-later-since = later information, from { $date }
variant-earlier = earlier position
variant-scope = Only for:

clause-all = all of these hold:
clause-any = at least one of these holds:
condition-as-list = The condition as a list
applies-always = For everybody.
applies-when = For you if { $clause }.
applies-when-label = For you if:
applies-maybe = depending on your situation
role-when = if { $clause }
role-check = check
due-anchors = The time counts from this:
due-variants =
    { $count ->
        [one] What the source says
       *[other] What the sources say ({ $count })
    }
deadline-tasks =
    { $count ->
        [one] Task:
       *[other] Tasks:
    }
prerequisite-checked =
    { $count ->
        [one] Made sure of in the task:
       *[other] Made sure of in the tasks:
    }
requirement-always = always
requirement-usually = usually
requirement-if = in some cases
prerequisites-list = The same as a list
prerequisites-requires = Requires:

home-roles = What is your role?
home-conflicts =
    { $count ->
        [one] The sources disagree on one matter
       *[other] The sources disagree on { $count } matters
    }
home-conflicts-text = We show every position and say what the guides follow and why:
home-changes = Last changed
guide-tasks =
    { $certain ->
        [one] { $certain } task
       *[other] { $certain } tasks
    }{ $possible ->
        [0] .
       *[other] {""} and { $possible } depending on the situation.
    }
guide-progress = Done in your plan: { $count }
guide-lead-time = Longest time ahead: { $time }.

guide-about = About:
guide-spreadsheet = Download the tasks as a table
guide-given = What the guide takes as given
guide-given-text = The guide takes it that
guide-prerequisites =
    { $count ->
        [one] What must stand before you begin ({ $count } prerequisite)
       *[other] What must stand before you begin ({ $count } prerequisites)
    }
guide-audience = If you are:
guide-audience-tasks = Which tasks differ and why
audience-only = Only these tasks concern you:
audience-without = These tasks do not concern you:
audience-extra = These tasks concern you besides:
guide-without = Tasks that do not belong here
guide-conflicts = Where the sources disagree
guide-conflicts-text = These contradictions bear on the tasks of the guide.
steps-label = The tasks of the guide by phase
step-added = Why the task is here:
step-how = How to do it
step-owner = Done by:
print-audiences = For whom the guide differs
ticks-not-kept = You can tick tasks and print the list, but the ticks are not kept: that needs JavaScript.
not-yours = Does not concern you
order-by-phase = By phase
order-by-date = By date

task-due = Deadline
task-due-how = How the deadline is counted
task-owner = Done by
task-with = With
task-strength = How binding
task-applies = Whom the task concerns
task-phase = Phase
task-behind =
    { $count ->
        [one] May not begin before this task is done:
       *[other] May not begin before these tasks are done:
    }
task-checks = Prerequisites that are made sure of here
task-uses = What you need
task-after = Done before this
task-guides = Guides with this task
task-in-guides =
    { $count ->
        [one] In { $count } guide
       *[other] In { $count } guides
    }
changes-count =
    { $count ->
        [one] Changes ({ $count } change)
       *[other] Changes ({ $count } changes)
    }

notice-name = Notice
notice-on = When it is needed
notice-how = How
notice-form = Form
notice-channel = Sent by
notice-due = Deadline
notice-no-due = no deadline
notices-filter = Show the notices of:
steps-filter = Show the tasks of:
filter-all = all
notice-who = Sender and receiver
notice-sender = Sender
notice-receiver = Receiver
notice-not-required = not required
notice-details = The notices one by one
notice-tasks =
    { $count ->
        [one] Task in which the notice is sent:
       *[other] Tasks in which the notice is sent:
    }

conflict-says = What the sources say
conflict-ruling = What the guide follows
conflict-no-ruling = There is no ruling for the day described.
conflict-topic = Topic
conflict-about = About
conflict-tasks = Tasks
conflict-from = In force from
conflict-decided = Decided
parity-topic = Point
parity-state = State
parity-nothing = not mentioned

record-of = Part of
record-parts = Parts
record-earlier = Earlier names
record-later-names = Later names
record-guides = Guides
record-requires = What this requires
record-required-by = What requires this
record-tasks = Tasks
roles-others = Others who take part
role-owns = Tasks that you do
role-takes-part = Tasks that you take part in
role-notices = Notices that you send
term-others = In other languages
term-also = Also
term-older = Earlier
term-later = Later
name-since = from { $date }

changes-title = Changes of the guides
changes-rulings = Changed rulings
changes-before = Earlier ruling:
changes-later = What later sources tell
changes-variants = Deadlines and ways that have changed later
changes-names = Later names
changes-earlier-names = Earlier names
changes-feed = Follow the changes as a feed (Atom)

search-label = What are you looking for?
search-submit = Search
search-other-languages = Show results in other languages too
search-needs-script = The search needs JavaScript, which is turned off in your browser. The same things in alphabetical order:
answer-yes = Yes
answer-no = No
answer-unknown = I do not know yet
questions-title = Narrow the list down to your situation
questions-text = Answer the questions that you can. A task falls away only when it certainly does not concern you.
questions-submit = Show the tasks that concern us
finder-title = Answer the questions
finder-submit = Show the guides that fit

plan-title = Your plan
plan-kept-here = Ticks, dates and answers stay in this browser.
plan-choose = Plan
plan-name = Name of the plan
plan-dates = Dates from which deadlines count
plan-date-help = Write the date like this: 3/5/2027
plan-update = Update the deadlines
plan-move = Export, import or delete
plan-calendar = Export to the calendar
plan-table = Export as a table
plan-export = Save in a file
plan-link = Copy the link
plan-import = Import a plan from a file
plan-new = Begin a new plan
plan-delete = Delete the plan
planner-title = Plan several changes together
planner-submit = Show the list of all tasks
storage-title = What is kept in this browser
storage-delete = Delete everything that is kept

accessibility-level = How far the requirements are met
accessibility-full = The site meets the accessibility requirements in full (WCAG 2.1, levels A and AA).
accessibility-partial = The site meets the accessibility requirements in part (WCAG 2.1, levels A and AA). What is lacking is listed below.
accessibility-none = The site does not meet the accessibility requirements (WCAG 2.1, levels A and AA). What is lacking is listed below.
accessibility-issues = Content that is not accessible
accessibility-criterion = (WCAG { $criterion })
accessibility-feedback = Have you noticed something?
accessibility-feedback-text =
    { $days ->
        [one] Tell us about it. We answer within { $days } day.
       *[other] Tell us about it. We answer within { $days } days.
    }
accessibility-supervisor = Supervising authority
accessibility-supervisor-text = If you are not content with the answer, or get none in time, you can turn to the supervising authority. It tells you how, and what happens then.
accessibility-made-title = How this statement was made
accessibility-made = The statement was made on { $date }.
accessibility-method-self = The assessment is our own.
accessibility-method-outside = The assessment was made by an outside expert.
accessibility-reviewed = The statement was last reviewed on { $date }.
rail-title = Pages that belong together
