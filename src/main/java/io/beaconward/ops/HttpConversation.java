package io.beaconward.ops;

import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, each once it has come completely, which has to be in time after the connection began or
 * the one before was answered. What goes wrong is said in a line, never with a stack trace. A body is read over, up to a limit, so
 * that the client gets to read why it is not taken.
 */
final class HttpConversation extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConversation.class);
    private static final ThrottledLog FAILURES = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private static final ThrottledLog NO_TLS = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private static final int MAX_BODY = 1024;
    private static final List<String> CHALLENGES =
            List.of("Bearer realm=\"beaconward\"", "Basic realm=\"beaconward\", charset=\"UTF-8\"");
    private static final long LINGER_MILLIS = 1000;

    private final Map<String, Route> routes;
    private final Map<Integer, Tally> requests;
    private final Access access;
    private final long patienceMillis;
    private @Nullable Future<?> due;
    private @Nullable HttpRequest request;
    private int bodyBytes;
    private boolean over;

    HttpConversation(Map<String, Route> routes, Access access, Map<Integer, Tally> requests, Duration patience) {
        this.patienceMillis = patience.toMillis();
        this.routes = routes;
        this.access = access;
        this.requests = requests;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        awaitRequest(context);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (due != null) due.cancel(false);
        context.fireChannelInactive();
    }

    /** Closes the connection if the next request is not answered in time. */
    private void awaitRequest(ChannelHandlerContext context) {
        if (due != null) due.cancel(false);
        due = context.executor().schedule(() -> close(context), patienceMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (over) return; // what follows the last answer
        if (part instanceof HttpRequest begun) {
            request = begun;
            bodyBytes = 0;
        }
        if (part instanceof HttpContent content) bodyBytes += content.content().readableBytes();
        HttpRequest asked = request;
        if (asked == null) return;
        boolean refused = part.decoderResult().isFailure() || bodyBytes > MAX_BODY || awaitsConsent(asked);
        if (!refused && !(part instanceof LastHttpContent)) return;
        request = null;
        over = refused || !HttpUtil.isKeepAlive(asked);
        Response answer = part.decoderResult().isFailure()
                ? undecodable(part.decoderResult().cause())
                : answer(asked);
        send(context, answer, asked.method().equals(HttpMethod.HEAD));
    }

    /** Whether the client waits to be told that its body is wanted; else it would wait for ever. */
    private static boolean awaitsConsent(HttpRequest asked) {
        return HttpUtil.is100ContinueExpected(asked);
    }

    private Response answer(HttpRequest asked) {
        boolean reads = asked.method().equals(HttpMethod.GET) || asked.method().equals(HttpMethod.HEAD);
        if (!reads) return Response.text(Response.METHOD_NOT_ALLOWED, "only GET and HEAD are served\n");
        if (bodyBytes > 0 || awaitsConsent(asked)) return Response.text(Response.BAD_REQUEST, "a body is not taken\n");
        Request read;
        try {
            read = read(asked);
        } catch (IllegalArgumentException e) {
            return Response.text(Response.BAD_REQUEST, "bad request\n");
        }
        Optional<Response> refusal = access.refusal(read.path(), asked.headers());
        if (refusal.isPresent()) return refusal.get();
        Route route = routes.get(read.path());
        if (route == null) {
            return Response.text(
                    Response.NOT_FOUND, "not found; there is\n" + String.join("\n", routes.keySet()) + "\n");
        }
        try {
            return route.answer(read);
        } catch (RuntimeException e) {
            FAILURES.warn("a request could not be answered because of a defect of this program; please report it", e);
            return Response.text(Response.INTERNAL_ERROR, "internal error\n");
        }
    }

    private static Request read(HttpRequest asked) {
        QueryStringDecoder uri = new QueryStringDecoder(asked.uri());
        Map<String, String> query = new HashMap<>();
        uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        return new Request(uri.path(), query, asked.headers().get(HttpHeaderNames.ACCEPT, ""));
    }

    private static Response undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return Response.text(414, "the request line is too long\n");
        if (cause instanceof TooLongHttpHeaderException) return Response.text(431, "the headers are too long\n");
        return Response.text(Response.BAD_REQUEST, "bad request\n");
    }

    private void send(ChannelHandlerContext context, Response answer, boolean head) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff");
        if (answer.status() == Response.METHOD_NOT_ALLOWED) response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        if (answer.status() == Response.UNAUTHORIZED) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGES);
        }
        HttpUtil.setKeepAlive(response, !over);
        Tally count = requests.get(answer.status());
        if (count != null) count.increment();
        awaitRequest(context);
        var sent = context.writeAndFlush(response);
        if (over) sent = sent.addListener(done -> leave(context));
    }

    /** Closing with something unread would tear the answer from the client (RFC 9112, 9.6), so it may read that first. */
    private static void leave(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        var unusedShut = tls == null ? ((DuplexChannel) context.channel()).shutdownOutput() : tls.closeOutbound();
        var unusedLater = context.executor().schedule(() -> close(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable why = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (why instanceof NotSslRecordException)
            NO_TLS.warn("an HTTP client spoke no TLS; with http.certificate its address has to begin with https:");
        else if (why instanceof IOException) LOG.debug("HTTP connection failed: {}", why.getMessage());
        else FAILURES.warn("an HTTP connection failed because of a defect of this program; please report it", cause);
        close(context);
    }
}
