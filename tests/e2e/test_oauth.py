"""Sources that come with access tokens of an issuer, from a real token server."""

import json
import time
from typing import Any

import httpx

from services.ingest import sources
from tests.conftest import Exchanges
from tests.support.issuer import Issuer
from tests.support.waiting import until
from tests.support.world import World

ROW = json.dumps({"external_id": "1", "title": "Kokki", "place": "Oulu"})


async def test_client_credentials(exchanges: Exchanges) -> None:
    async with Issuer({"firm-client": "hush"}) as issuer:
        exchange = await exchanges.start(
            KOHTAANTO_OAUTH_ISSUER=issuer.url, KOHTAANTO_OAUTH_JWKS_URL=f"{issuer.url}/jwks"
        )
        world = World(exchange)
        await world.register(())
        async with await world.pool("ingest") as pool, pool.acquire() as connection:
            await sources.configure(connection, "broker", "firm-client", None, None, None)
        url = f"{exchange.url('ingest')}/v1/vacancies"

        async def token(**form: str) -> str:
            asked = {"grant_type": "client_credentials", **form}
            answer = await world.client.post(f"{issuer.url}/token", data=asked, auth=("firm-client", "hush"))
            return str(answer.json()["access_token"])

        async def push(text: str) -> httpx.Response:
            return await world.client.post(url, content=ROW, headers={"Authorization": f"Bearer {text}"})

        assert (await push(await token())).status_code == 200
        assert (await push(await token(scope="vacancies:write"))).status_code == 200
        assert (await push(await token(scope="vacancies:read"))).status_code == 403
        claims: dict[str, Any] = {"client_id": "firm-client"}
        for bad in (
            issuer.sign(**claims, exp=int(time.time()) - 100),
            issuer.sign(**claims, exp=None),
            issuer.sign(**claims, iss="https://evil.example"),
            issuer.sign(**claims, aud="somebody else"),
            issuer.sign(client_id="nobody"),
            issuer.sign(),
            (await token())[:-8] + "AAAAAAAA",
            "not a token",
        ):
            answer = await push(bad)
            assert answer.status_code == 401
            assert "Bearer" in answer.headers["www-authenticate"]
        assert issuer.asked_for_keys <= 2, "rubbish must not make us work"
        issuer.turn_key()

        async def known() -> bool:
            return (await push(await token())).status_code == 200

        assert await until(known, 20), "an issuer may change its key"
        assert (await push(world.keys["broker"])).status_code == 200, "keys go on beside tokens"
