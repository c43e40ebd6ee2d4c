"""Readers at a page, in a process of their own: so many connections, each asking again as soon as it has the answer.

What is asked comes as JSON on the command line. Out goes how long each took in milliseconds, how many were refused, and
how many seconds all of it took.
"""

import asyncio
import json
import re
import sys
import time

APART = 0.02  # seconds between one reader and the next: nobody comes in the same moment, and workers share them out


async def read_on(asked: dict, place: int, until: float) -> list[float | None]:
    """One connection: how long each opening of the page took, with all that is asked for it; none if refused."""
    await asyncio.sleep(APART * place)
    reader, writer = await asyncio.open_connection("127.0.0.1", asked["port"])
    headers = f"Host: localhost\r\nCookie: {asked['cookie']}\r\nAccept-Encoding: gzip\r\n\r\n"
    took: list[float | None] = []
    while (start := time.perf_counter()) < until:
        good = True
        for path in asked["paths"]:
            writer.write(f"GET {path} HTTP/1.1\r\n{headers}".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            good &= head.startswith(b"HTTP/1.1 200")
            if length := re.search(rb"(?i)content-length: (\d+)", head):
                await reader.readexactly(int(length[1]))
            else:  # in pieces, up to an empty one
                while piece := int(await reader.readline(), 16):
                    await reader.readexactly(piece + 2)
                await reader.readline()
        took.append(1000 * (time.perf_counter() - start) if good else None)
    writer.close()
    return took


async def main() -> None:
    asked = json.loads(sys.argv[1])
    start = time.perf_counter()
    until = start + asked["seconds"]
    lines = await asyncio.gather(*(read_on(asked, place, until) for place in range(asked["connections"])))
    took = [each for line in lines for each in line if each is not None]
    print(json.dumps([took, sum(line.count(None) for line in lines), time.perf_counter() - start]))


if __name__ == "__main__":
    asyncio.run(main())
