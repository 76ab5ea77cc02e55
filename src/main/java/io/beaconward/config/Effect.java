package io.beaconward.config;

/** When a changed value of a setting takes effect in a running appliance. Each {@link Key} states it, and a reload goes by it. */
enum Effect {
    /** At a reload. */
    RELOAD("", "reload"),

    /** At a restart: what it sizes or opens is made at the start. */
    RESTART("", "restart"),

    /** At a reload; but with {@code listen.tls} at a restart, if that changes as well: it goes with the sockets there are. */
    WITH_LISTEN_TLS("listen.tls", "reload, but with listen.tls if that changes"),

    /** As {@link #WITH_LISTEN_TLS}, with {@code http.listen}: no socket is to lose the token that it needs. */
    WITH_HTTP_LISTEN("http.listen", "reload, but with http.listen if that changes");

    private final String company;
    private final String said;

    Effect(String company, String said) {
        this.company = company;
        this.said = said;
    }

    /** The setting with which it waits for a restart; empty: none. */
    String company() {
        return company;
    }

    /** As the reference page says it. */
    String said() {
        return said;
    }
}
