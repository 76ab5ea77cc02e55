package io.beaconward.ops;

/** What is answered. */
public record Response(int status, String contentType, String body) {
    public static final int OK = 200;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int INTERNAL_ERROR = 500;
    public static final int UNAVAILABLE = 503;

    /** Plain text, which should end with a line end. */
    public static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", text);
    }

    /** A JSON document. */
    public static Response json(String document) {
        return new Response(OK, "application/json", document);
    }
}
