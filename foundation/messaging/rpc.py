"""The `rpc` entrypoint: a method may be called, and refuses with data.

Lifecycle: the container's `RpcServer` takes calls when it has started; on stopping it takes no
more, and the calls in hand are answered first. How they come is the transport's matter.
"""

import contextlib
import logging
import sys
from functools import partial
from typing import Any

from nameko.exceptions import BadRequest, IncorrectSignature, MalformedRequest, MethodNotFound

from foundation import failpoints
from foundation.errors import InternalError, ServiceError
from foundation.messaging.container import (
    Entrypoint,
    ProviderCollector,
    SharedExtension,
    address,
)
from foundation.messaging.transport import Answered, Receiver, transport_of
from foundation.messaging.wire import answer_body

log = logging.getLogger(__name__)

PAYLOAD_ONLY = (None,)
"""Arguments in the way that `RpcClient` calls."""


class RpcServer(SharedExtension, ProviderCollector):
    """Has the calls of a container's `rpc` methods processed."""

    _receiver: Receiver
    _methods: dict[str, "Rpc"]

    def setup(self) -> None:
        """Know how calls come."""
        self._receiver = transport_of(address()).receiver(self)

    def start(self) -> None:
        """Begin to take calls."""
        self._methods = {provider.method_name: provider for provider in self._providers}
        self._receiver.start()

    def stop(self) -> None:
        """Take no more calls, answer those in hand."""
        self._receiver.stop()

    def kill(self) -> None:
        """Leave at once."""
        self._receiver.kill()

    def unregister_provider(self, provider: Any) -> None:
        """All methods of a container stop together."""
        self.stop()
        super().unregister_provider(provider)

    def perform(
        self, method: str, arguments: Any, context: dict[str, Any], answered: Answered
    ) -> None:
        """Have a method processed; `answered` gets the body of the answer.

        Waits while all workers are busy. Raise `ContainerBeingKilled` if none will begin.
        """
        try:
            entrypoint, args, kwargs = self._understood(method, arguments)
        except BadRequest as error:
            answered(answer_body(None, error))
            return
        settle = partial(self._settle, method, answered)
        self.container.spawn_worker(
            entrypoint, args, kwargs, context_data=context, handle_result=settle
        )

    def _understood(self, method: str, arguments: Any) -> tuple["Rpc", Any, Any]:
        if method not in self._methods:
            raise MethodNotFound(method)
        entrypoint = self._methods[method]
        try:
            args, kwargs = arguments["args"], arguments["kwargs"]
        except (KeyError, TypeError):
            raise MalformedRequest("A call has `args` and `kwargs`.") from None
        entrypoint.check_signature(args, kwargs)
        return entrypoint, args, kwargs

    def _settle(
        self, method: str, answered: Answered, _worker: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        try:
            body = answer_body(result, exc_info[1] if exc_info else None)
        except (TypeError, ValueError):
            log.exception("the answer of %s is not JSON", method)
            result, exc_info = None, sys.exc_info()
            body = answer_body(None, InternalError())
        failpoints.hit(failpoints.RPC_ANSWERING)
        answered(body)
        return result, exc_info


class Rpc(Entrypoint):
    """Entrypoint: the method may be called by `RpcClient` (and by nameko's own clients)."""

    server = RpcServer()
    _takes_payload = False

    def __init__(self, expected_exceptions: Any = ServiceError, **kwargs: Any) -> None:
        super().__init__(expected_exceptions=expected_exceptions, **kwargs)

    def setup(self) -> None:
        """Offer the method; find out whether the usual call fits, so that no call need ask."""
        self.server.register_provider(self)
        with contextlib.suppress(IncorrectSignature):
            super().check_signature(PAYLOAD_ONLY, {})
            self._takes_payload = True

    def stop(self) -> None:
        """Offer it no more."""
        self.server.unregister_provider(self)

    def check_signature(self, args: Any, kwargs: Any) -> None:
        """As nameko's: raise `IncorrectSignature`."""
        if kwargs or len(args) != len(PAYLOAD_ONLY) or not self._takes_payload:
            super().check_signature(args, kwargs)


rpc = Rpc.decorator
