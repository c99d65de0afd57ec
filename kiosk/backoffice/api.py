"""The three payloads over HTTP, with their description in OpenAPI.

FastAPI comes with the extra ``serve``.
"""

import hmac
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk import __version__
from kiosk.backoffice import show
from kiosk.backoffice.api_models import Failure, PreChargeInfo, Summary, VehicleState
from kiosk.backoffice.api_page import page
from kiosk.backoffice.enquiries import Enquiries
from kiosk.domain.errors import KioskError, Refused

SOURCE_HEADER = "Kiosk-Summary-Source"
"""``vehicle`` for the vehicle's SessionSummary, ``worked_out`` from the meter values."""
RETRY_SECONDS = 5
_UNKNOWN = "there is no such charger or transaction"

_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'"),
    # A connection is for one request, so that its time can be limited.
    (b"connection", b"close"),
)

_ChargerId = Annotated[
    str, Path(alias="id", min_length=1, max_length=255, description="the station's ChargeBoxId")
]
_ConnectorId = Annotated[
    int | None, Query(ge=1, le=99, description="by default the one with a vehicle")
]
_TransactionId = Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)]


def api(enquiries: Enquiries, token: str | None) -> ASGIApp:
    """Return the application. With a token nobody gets anything without it."""
    app = FastAPI(
        title="Kiosk",
        version=__version__,
        description="What a charging kiosk shows its riders, for the back office. Read only.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # The check itself stands before everything: this describes it.
        dependencies=[Depends(HTTPBearer(auto_error=False))] if token else [],
    )
    app.add_exception_handler(KioskError, _failed)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)

    @app.get("/api/chargers/{id}/pre-charge-info", responses=_responses(PreChargeInfo))
    async def pre_charge_info(
        charge_box_id: _ChargerId, connector: _ConnectorId = None
    ) -> JSONResponse:
        """Return the vehicle before charging, and whether a charge can begin."""
        _demand_printable(charge_box_id)
        return JSONResponse(await enquiries.station(show.PRE_CHARGE_INFO, charge_box_id, connector))

    @app.get("/api/chargers/{id}/vehicle-info", responses=_responses(VehicleState))
    async def vehicle_info(
        charge_box_id: _ChargerId, connector: _ConnectorId = None
    ) -> JSONResponse:
        """Return what is known of the vehicle now, which message says so, and how old it is."""
        _demand_printable(charge_box_id)
        return JSONResponse(await enquiries.station(show.VEHICLE_INFO, charge_box_id, connector))

    @app.get("/api/transactions/{id}/summary", responses=_responses(Summary))
    async def summary(transaction_id: _TransactionId) -> JSONResponse:
        """Return what a charge came to that has ended."""
        payload, figures = await enquiries.summary(transaction_id)
        return JSONResponse(payload, headers={SOURCE_HEADER: figures.source.value})

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(page(app.openapi()))

    return _Guard(app, token)


def _responses(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"model": model, "description": "It is known"},
        401: {"model": Failure, "description": "The token is missing or wrong, where there is one"},
        404: {"model": Failure, "description": "There is no such thing, or not yet"},
        422: {"model": Failure, "description": "A parameter can't be understood"},
        503: {"model": Failure, "description": "It can't be read now: ask again later"},
    }


def _demand_printable(charge_box_id: str) -> None:
    if not charge_box_id.isprintable():
        raise HTTPException(404, _UNKNOWN)


async def _failed(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, Refused):
        return _error(404, str(error))
    # What the database says may name hosts and accounts: that is for the log.
    words = "the figures can't be read now; the server's log and kiosk doctor say why"
    return _error(503, words, {"Retry-After": str(RETRY_SECONDS)})


async def _not_valid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if any(each["loc"][0] == "path" for each in error.errors()):
        return _error(404, _UNKNOWN)
    return _error(422, "connector must be a whole number from 1 to 99")


async def _http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    words = "there is nothing here; see /docs" if error.detail == "Not Found" else error.detail
    return _error(error.status_code, words, error.headers)


async def _unexpected(_request: Request, _: Exception) -> JSONResponse:
    return _error(500, "something unexpected went wrong")


def _error(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": sentence}, status, headers=headers)


class _Guard:
    """Lets in who has the token, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self._app = app
        self._token = token.encode() if token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        if scope["type"] == "http" and not self._may_enter(scope):
            headers = {"WWW-Authenticate": "Bearer"}
            refusal = _error(401, "send the token: Authorization: Bearer …", headers)
            await refusal(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)

    def _may_enter(self, scope: Scope) -> bool:
        if self._token is None:
            return True
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        scheme, _, token = (given[0] if len(given) == 1 else b"").partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(token.strip(), self._token)
