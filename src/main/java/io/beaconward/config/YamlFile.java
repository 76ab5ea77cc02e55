package io.beaconward.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a YAML document as a tree that knows its lines. Refused, as problems: broken YAML, duplicate keys, aliases, nesting
 * beyond 16, more than 1 MiB.
 */
final class YamlFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 16;

    private final String name;
    private final List<Problem> problems;

    private YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /**
     * Reads the file, or the jar's resource where there is none. What is wrong goes to {@code problems}.
     *
     * @return the document's mapping; an empty one where the document is empty or broken
     */
    static YamlNode.Mapping read(Optional<Path> file, String resource, List<Problem> problems) {
        String name = name(file, resource);
        try {
            byte[] bytes = file.isPresent() ? bytes(file.get()) : resource(resource);
            return new YamlFile(name, problems).parse(bytes);
        } catch (NoSuchFileException | FileNotFoundException e) {
            problems.add(new Problem(name, "", "there is no such file"));
        } catch (AccessDeniedException e) {
            problems.add(new Problem(name, "", "may not be read by this user"));
        } catch (JsonProcessingException e) {
            problems.add(new Problem(
                    place(name, e),
                    "",
                    "is not valid YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            problems.add(new Problem(name, "", "cannot be read: " + e.getMessage()));
        }
        return new YamlNode.Mapping(Map.of(), 1);
    }

    /** The name by which problems call the source. */
    static String name(Optional<Path> file, String resource) {
        return file.map(Path::toString).orElse("embedded " + resource);
    }

    private static String place(String name, JsonProcessingException e) {
        return e.getLocation() == null ? name : name + ":" + e.getLocation().getLineNr();
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException("it is a directory");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) throw new IOException("it is larger than 1 MiB");
            return bytes;
        }
    }

    private static byte[] resource(String resource) throws IOException {
        try (InputStream in = YamlFile.class.getResourceAsStream("/" + resource)) {
            if (in == null) throw new FileNotFoundException(resource);
            return in.readAllBytes();
        }
    }

    private YamlNode.Mapping parse(byte[] bytes) throws IOException {
        YAMLFactory factory = YAMLFactory.builder().build();
        try (YAMLParser parser = factory.createParser(bytes)) {
            if (parser.nextToken() == null) return new YamlNode.Mapping(Map.of(), 1);
            YamlNode root = node(parser, 0);
            if (parser.nextToken() != null) problems.add(problem(parser, "holds more than one document"));
            if (root instanceof YamlNode.Mapping mapping) return mapping;
            if (!(root instanceof YamlNode.Scalar scalar && scalar.absent())) {
                problems.add(new Problem(name + ":" + root.line(), "", "must be a mapping of keys to values"));
            }
            return new YamlNode.Mapping(Map.of(), 1);
        }
    }

    private Problem problem(YAMLParser parser, String message) {
        return new Problem(name + ":" + line(parser), "", message);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private YamlNode node(YAMLParser parser, int depth) throws IOException {
        int line = line(parser);
        if (depth > MAX_DEPTH) throw new IOException("line " + line + " is nested too deeply");
        if (parser.isCurrentAlias()) {
            problems.add(problem(parser, "aliases are not taken; write the value out"));
            return new YamlNode.Scalar("", true, line);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, depth, line);
            case START_ARRAY -> sequence(parser, depth, line);
            case VALUE_NULL -> new YamlNode.Scalar("", true, line);
            default -> new YamlNode.Scalar(parser.getText(), parser.getText().isEmpty(), line);
        };
    }

    private YamlNode sequence(YAMLParser parser, int depth, int line) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(node(parser, depth + 1));
        return new YamlNode.Sequence(items, line);
    }

    private YamlNode mapping(YAMLParser parser, int depth, int line) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Problem twice = new Problem(name + ":" + line(parser), key, "stands here a second time");
            parser.nextToken();
            if (entries.put(key, node(parser, depth + 1)) != null) problems.add(twice);
        }
        return new YamlNode.Mapping(entries, line);
    }
}
