package io.beaconward.config;

/**
 * Something wrong in a configuration.
 *
 * @param place a file's name and line, or the name of an environment variable
 * @param key the setting, as far as known; else empty
 * @param message what is wrong, and what would be right
 */
public record Problem(String place, String key, String message) {
    @Override
    public String toString() {
        return key.isEmpty() ? place + ": " + message : place + ": " + key + ": " + message;
    }
}
