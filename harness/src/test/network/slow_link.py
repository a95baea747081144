"""A slow link: passes frames between two interfaces, each DELAY_MS after it came, until standard input ends.

usage: slow_link.py INTERFACE INTERFACE DELAY_MS
"""
import collections
import select
import socket
import sys
import time

# packet(7): what Python has no names for
SOL_PACKET, PACKET_VNET_HDR, PACKET_IGNORE_OUTGOING, ETH_P_ALL = 263, 15, 23, 3
LONGEST = 70_000


def port(interface):
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    end.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    # frames keep what they say of checksums and segments that are still to be made
    end.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    end.bind((interface, ETH_P_ALL))
    return end


def main(left, right, delay_s):
    other = {left: right, right: left}
    under_way = collections.deque()
    print("passes frames", flush=True)
    while True:
        wait_s = max(0, under_way[0][0] - time.monotonic()) if under_way else 1
        readable = select.select([left, right, sys.stdin], [], [], wait_s)[0]
        if sys.stdin in readable:
            return
        for end in readable:
            under_way.append((time.monotonic() + delay_s, other[end], end.recv(LONGEST)))
        while under_way and under_way[0][0] <= time.monotonic():
            _, end, frame = under_way.popleft()
            end.send(frame)


main(port(sys.argv[1]), port(sys.argv[2]), float(sys.argv[3]) / 1000)
