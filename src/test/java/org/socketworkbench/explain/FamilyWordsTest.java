package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.explain.Story.ADDRESS;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.PATH;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.socket;

import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** IPv6 beside IPv4, and what does not go together. */
class FamilyWordsTest {
    private static final SocketAddress SIX = SocketAddress.Inet6.loopback(8080);
    private static final SocketAddress EVERY_SIX = SocketAddress.Inet6.of("::", 8080).orElseThrow();

    private final Story story = new Story();

    private Trouble concluded(String expected, int participant, Call call, Errno errno) {
        Trouble trouble = story.trouble(participant, call, errno);
        assertEquals(expected, trouble.cause());
        assertEquals(false, trouble.causeWasRead());
        return trouble;
    }

    private static Call.Socket six() {
        return new Call.Socket(Family.AF_INET6, SocketType.SOCK_STREAM, 0);
    }

    private Story listensOn(SocketAddress address) {
        return story.did(SERVER, six(), opened(4)).did(SERVER, new Call.Bind(4, address), done(0))
                .did(SERVER, new Call.Listen(4, 5), done(0)).did(CLIENT, socket(), opened(5))
                .did(CLIENT, six(), opened(6));
    }

    private static Errno errno(int number) {
        return new Errno(number);
    }

    @Test
    void localhostOverIpv6DoesNotReachAServerOverIpv4() {
        story.serverListens().did(CLIENT, six(), opened(6));
        Trouble trouble = concluded(
                "Nothing is listening on [::1]:8080. server listens on the same port over IPv4, on 127.0.0.1:8080. "
                        + "That is another address: the name localhost can mean ::1 as well as 127.0.0.1.",
                CLIENT, new Call.Connect(6, SIX), Errno.ECONNREFUSED);
        assertEquals(
                "Connect to 127.0.0.1:8080 with a socket for AF_INET, or let the server listen on [::], which takes "
                        + "both.",
                trouble.tryThis());
    }

    @Test
    void localhostOverIpv4DoesNotReachAServerOverIpv6() {
        listensOn(SIX);
        Trouble trouble = concluded(
                "Nothing is listening on 127.0.0.1:8080. server listens on the same port over IPv6, on [::1]:8080. "
                        + "That is another address: the name localhost can mean 127.0.0.1 as well as ::1.",
                CLIENT, new Call.Connect(5, ADDRESS), Errno.ECONNREFUSED);
        assertEquals(
                "Connect to [::1]:8080 with a socket for AF_INET6, or let the server listen on [::], which takes both.",
                trouble.tryThis());
    }

    @Test
    void aServerOnEveryAddressTakesBothUnlessItIsForIpv6Only() {
        listensOn(EVERY_SIX);
        concluded("Nothing is listening on 127.0.0.1:8080.", CLIENT, new Call.Connect(5, ADDRESS), Errno.ECONNREFUSED);
        story.did(SERVER, new Call.SetSockOpt(4, SocketOption.IPV6_V6ONLY, 1), done(0));
        concluded(
                "server listens on [::]:8080, but with IPV6_V6ONLY on: callers over IPv4, such as this one to "
                        + "127.0.0.1:8080, are refused.",
                CLIENT, new Call.Connect(5, ADDRESS), Errno.ECONNREFUSED);
    }

    @Test
    void bindToEveryIpv6AddressWarnsOfIpv4Too() {
        story.did(SERVER, six(), opened(4));
        assertEquals(
                "The socket now has the address [::]:8080. Careful: :: means every address of this machine, including "
                        + "its IPv4 addresses unless IPV6_V6ONLY is on, so once the socket listens, other machines can "
                        + "call it too. Use ::1 if only this machine should.",
                story.tell(SERVER, new Call.Bind(4, EVERY_SIX), done(0)).happened());
    }

    @Test
    void bindToLocalhostOverIpv6SaysThatItIsAnotherAddress() {
        story.did(SERVER, six(), opened(4));
        assertEquals(
                "The socket now has the address [::1]:8080. Only programs on this machine can call it. ::1 is this "
                        + "machine over IPv6. It is not 127.0.0.1: a call to that address does not arrive here, "
                        + "although the name localhost can mean either.",
                story.tell(SERVER, new Call.Bind(4, SIX), done(0)).happened());
    }

    @Test
    void anIpv4CallerHasAMappedAddress() {
        listensOn(EVERY_SIX);
        SocketAddress mapped = SocketAddress.Inet6.of("::ffff:127.0.0.1", 41204).orElseThrow();
        assertEquals(
                "Descriptor 7 is a new socket, connected to [::ffff:127.0.0.1]:41204. Descriptor 4 goes on listening. "
                        + "::ffff:127.0.0.1 is how an IPv6 socket writes the IPv4 address 127.0.0.1.",
                story.tell(SERVER, new Call.Accept(4), new Outcome.Accepted(7, mapped)).happened());
    }

    @Test
    void anAddressOfTheWrongFamily() {
        story.did(CLIENT, socket(), opened(5)).did(CLIENT, six(), opened(6));
        Trouble trouble = concluded("This socket was made for AF_INET, and [::1]:8080 is an address for AF_INET6.",
                CLIENT, new Call.Connect(5, SIX), errno(97));
        assertEquals("Make a socket for AF_INET6, or use an address for AF_INET.", trouble.tryThis());
        concluded("This socket was made for AF_INET6, and 127.0.0.1:8080 is an address for AF_INET.",
                CLIENT, new Call.Bind(6, ADDRESS), Errno.EINVAL);
        concluded("This socket was made for AF_INET, and /run/story.sock is an address for AF_UNIX.",
                CLIENT, new Call.Bind(5, PATH), errno(97));
    }

    @Test
    void aFamilyThatIsSwitchedOff() {
        concluded("This machine's kernel has no sockets of AF_INET6: the family is switched off.", CLIENT, six(),
                errno(97));
    }

    @Test
    void aProtocolThatDoesNotFit() {
        concluded("Protocol 17 (UDP) does not fit AF_INET with SOCK_STREAM.",
                CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 17), errno(93));
    }

    @Test
    void aLinkLocalAddressNeedsItsInterface() {
        story.did(CLIENT, six(), opened(6));
        concluded("fe80::1 is valid on one network interface only, and the address does not say on which.",
                CLIENT, new Call.Connect(6, SocketAddress.Inet6.of("fe80::1", 80).orElseThrow()), Errno.EINVAL);
    }

    @Test
    void fromAnIpv6AddressNobodyIsReachedOverIpv4() {
        Call.Socket udp = new Call.Socket(Family.AF_INET6, SocketType.SOCK_DGRAM, 0);
        story.did(CLIENT, udp, opened(6)).did(CLIENT, new Call.Bind(6, SIX), done(0));
        concluded(
                "This socket is bound to an IPv6 address. From there it cannot reach 127.0.0.1:8080, which needs IPv4.",
                CLIENT, new Call.Connect(6, ADDRESS), errno(97));
    }
}
