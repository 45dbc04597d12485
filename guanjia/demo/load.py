"""Loads the demo communities into a service's database, once."""

import gc
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from foundation.clock import Clock, SystemClock
from foundation.config import settings, use
from foundation.scope import entered
from foundation.storage.engine import FLUSH, make_engine
from guanjia.demo.estates import ESTATES, at
from guanjia.demo.past import Past

Loader = Callable[[Past], None]


def load(service: str, url: str, clock: Clock | None = None) -> bool:
    """Fill a migrated database with the service's part of the community's past.

    Everything is dated from the clock's now. Tells whether there was anything to do: a database
    that has its demo data stays as it is.
    """
    engine = make_engine(url, durable=False)
    gc.disable()  # a third of the time, for a process that ends soon
    chosen = settings()
    try:
        with engine.connect().execution_options(**{FLUSH: True}) as connection, connection.begin():
            past = Past(connection, service, moment(clock or SystemClock()))
            if past.is_loaded():
                return False
            for one in ESTATES:
                with at(one), entered(one.scope):
                    loader_of(service)(past)
            past.finish()
        return True
    finally:
        gc.enable()
        use(chosen)
        engine.dispose()


def moment(clock: Clock) -> datetime:
    """The clock's now, to the second."""
    return clock.now().replace(microsecond=0)


def loader_of(service: str) -> Loader:
    """The function `load` of `guanjia.demo.<service>`."""
    loader: Loader = import_module(f"guanjia.demo.{service}").load
    return loader
