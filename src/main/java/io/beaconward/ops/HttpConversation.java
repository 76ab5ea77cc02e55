package io.beaconward.ops;

import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one connection. What goes wrong is said in a line, never with a stack trace. */
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConversation.class);
    private static final ThrottledLog FAILURES = new ThrottledLog(LOG, Duration.ofMinutes(1));

    private final Map<String, Route> routes;
    private final Map<Integer, Tally> requests;

    HttpConversation(Map<String, Route> routes, Map<Integer, Tally> requests) {
        this.routes = routes;
        this.requests = requests;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keep = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        send(context, answer(request), request.method().equals(HttpMethod.HEAD), keep);
    }

    private Response answer(FullHttpRequest request) {
        if (request.decoderResult().isFailure())
            return undecodable(request.decoderResult().cause());
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!reads) return Response.text(Response.METHOD_NOT_ALLOWED, "only GET and HEAD are served\n");
        if (request.content().isReadable()) return Response.text(Response.BAD_REQUEST, "a body is not taken\n");
        try {
            QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            Route route = routes.get(uri.path());
            if (route == null) {
                return Response.text(
                        Response.NOT_FOUND, "not found; there is\n" + String.join("\n", routes.keySet()) + "\n");
            }
            Map<String, String> query = new HashMap<>();
            uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
            String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
            return route.answer(new Request(uri.path(), query, accept));
        } catch (IllegalArgumentException e) {
            return Response.text(Response.BAD_REQUEST, "bad request\n");
        } catch (RuntimeException e) {
            FAILURES.warn("a request could not be answered because of a defect of this program; please report it", e);
            return Response.text(Response.INTERNAL_ERROR, "internal error\n");
        }
    }

    private static Response undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return Response.text(414, "the request line is too long\n");
        if (cause instanceof TooLongHttpHeaderException) return Response.text(431, "the headers are too long\n");
        if (cause instanceof TooLongFrameException) return Response.text(413, "a body is not taken\n");
        return Response.text(Response.BAD_REQUEST, "bad request\n");
    }

    private void send(ChannelHandlerContext context, Response answer, boolean head, boolean keep) {
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
        HttpUtil.setKeepAlive(response, keep);
        Tally count = requests.get(answer.status());
        if (count != null) count.increment();
        var sent = context.writeAndFlush(response);
        if (!keep) sent = sent.addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        var unused = context.close(); // idle for too long
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("HTTP connection failed: {}", cause.getMessage());
        var unused = context.close();
    }
}
