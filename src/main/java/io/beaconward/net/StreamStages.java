package io.beaconward.net;

import io.beaconward.config.Settings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each connection of a transport runs through: the gate, a proxy's header, TLS, the watch for idleness, its frames. */
@Sharable
final class StreamStages extends ChannelInitializer<Channel> {
    private final Transport transport;
    private volatile Settings.Limits limits;
    private final EventLoops loops;
    private final Function<EventLoop, Intake> intakes;
    private final Admission admission;
    private final ConnectionLimit connections;
    private final @Nullable TlsStage tls;

    /** @param tls for {@link Transport#TLS} */
    StreamStages(
            Transport transport,
            Settings.Limits limits,
            EventLoops loops,
            Function<EventLoop, Intake> intakes,
            Admission admission,
            ConnectionLimit connections,
            @Nullable TlsStage tls) {
        this.transport = transport;
        this.limits = limits;
        this.loops = loops;
        this.intakes = intakes;
        this.admission = admission;
        this.connections = connections;
        this.tls = tls;
    }

    /** Has the connections that begin from now on run by other limits. */
    void renew(Settings.Limits now) {
        limits = now;
    }

    @Override
    protected void initChannel(Channel accepted) {
        Intake intake = intakes.apply(accepted.eventLoop());
        Gate gate = new Gate(transport, intake, admission, connections, loops);
        ChannelPipeline pipeline = accepted.pipeline();
        pipeline.addLast(gate);
        if (gate.proxied()) pipeline.addLast(new ProxyReader(gate));
        if (tls != null) tls.addTo(accepted, gate.peer());
        Settings.Limits now = limits;
        long idle = now.idle().toMillis();
        if (idle > 0) pipeline.addLast(new IdleStateHandler(idle, 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast(new Connection(transport, intake, gate, loops, now.frame()));
    }
}
