package io.beaconward.ops;

/** Answers the requests for one path, on the thread {@code ops}: within some 100 ms, for the next request waits. */
@FunctionalInterface
public interface Route {
    Response answer(Request request);
}
