"""What Orca is set to in these tests; it runs this file when it starts."""
import orca.settings as settings

settings.speechServerFactory = 'logspeech'
settings.enableBraille = False
settings.enableSound = False
settings.enableKeyEcho = False
settings.sayAllOnLoad = False  # a page that is read from its start hides what is said of its own accord
settings.pageSummaryOnLoad = False
settings.timeoutTime = 0  # otherwise it ends itself where the machine is busy for ten seconds
