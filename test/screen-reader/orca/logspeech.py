"""A voice for Orca without a sound: what it would say, when it breaks off, and what it throws away, goes to file descriptor 3, one JSON a line."""
import json

from gi.repository import GLib
from orca import speechserver
from orca.event_manager import EventManager

_out = open(3, 'w', buffering=1)


def _log(kind, text=''):
    print(json.dumps([kind, text]), file=_out)


# With 50 or 100 events in its queue Orca throws away what has changed in the page. That is left as it is, and told.
_ignores, _processes = EventManager._ignoreDuringDeluge, EventManager._processDuringFlood


def _ignore(manager, event):
    is_lost = _ignores(manager, event)
    if is_lost:
        _log('lost', event.type)
    return is_lost


def _process(manager, event):
    is_kept = _processes(manager, event)
    if not is_kept:
        _log('lost', event.type)
    return is_kept


EventManager._ignoreDuringDeluge, EventManager._processDuringFlood = _ignore, _process


class SpeechServer(speechserver.SpeechServer):
    _only = None

    @staticmethod
    def getFactoryName():
        return 'log'

    @staticmethod
    def getSpeechServers():
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getSpeechServer(info=None):
        SpeechServer._only = SpeechServer._only or SpeechServer()
        return SpeechServer._only

    @staticmethod
    def shutdownActiveServers():
        pass

    def getInfo(self):
        return ['log', 'log']

    def getVoiceFamilies(self):
        return [speechserver.VoiceFamily({})]

    def speak(self, text=None, acss=None, interrupt=True):
        if isinstance(text, str) and text.strip():
            _log('say', text)

    def speakCharacter(self, character, acss=None):
        pass  # what is typed, and what nobody here reads letter by letter

    def speakKeyEvent(self, event, acss=None):
        pass

    def sayAll(self, utterances, progress):
        def step():
            context, _acss = next(utterances, (None, None))
            if context is None:
                return False
            _log('say', context.utterance)
            progress(context.copy(), speechserver.SayAllContext.PROGRESS)
            progress(context.copy(), speechserver.SayAllContext.COMPLETED)
            return True

        GLib.idle_add(step)

    def stop(self):
        _log('stop')

    def shutdown(self):
        pass

    def reset(self, text=None, acss=None):
        pass

    def list_output_modules(self):
        return ()
