package org.socketworkbench.app;

import java.util.List;
import org.socketworkbench.engine.*;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.socket.*;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.trace.*;

public final class Main {
    public static void main(String[] args) throws Exception {
        TraceLog log = new TraceLog();
        Workbench[] w = new Workbench[1];
        KernelWatch watch = new KernelWatch(log, () -> w[0] == null ? List.of() : w[0].cast());
        w[0] = new Workbench(new LinuxSockets(), log, watch, r -> Thread.ofPlatform().start(r));
        watch.start();
        SocketAddress a = SocketAddress.Inet4.loopback(18080);
        Participant s = w[0].add("server", Role.SERVER);
        s.start(Programs.oneCallServer(a));
        Thread.sleep(300);
        Participant c = w[0].add("client", Role.CLIENT);
        c.start(Programs.oneCallClient(a, Bytes.utf8("Hello")));
        Thread.sleep(300);
        s.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0));
        s.start(Programs.oneCallServer(a));
        Thread.sleep(300);
        System.out.println(w[0].close(java.time.Duration.ofSeconds(2)));
        for (int i = 0; i < log.size(); i++) System.out.println(i + " " + log.get(i));
    }
}
