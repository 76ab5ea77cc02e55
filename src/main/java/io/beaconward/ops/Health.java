package io.beaconward.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Named checks, each of which finds a problem or none; healthy is who has none. Thread-safe. */
public final class Health implements Route {
    private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentSkipListMap<>();

    /** Adds a check, which must be quick. */
    public void check(String name, Supplier<Optional<String>> problem) {
        checks.put(name, problem);
    }

    /** What is wrong, a line each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        checks.forEach((name, check) -> check.get().ifPresent(problem -> problems.add(name + ": " + problem)));
        return problems;
    }

    @Override
    public Response answer(Request request) {
        List<String> problems = problems();
        if (problems.isEmpty()) return Response.text(Response.OK, "ok\n");
        return Response.text(Response.UNAVAILABLE, String.join("\n", problems) + "\n");
    }
}
