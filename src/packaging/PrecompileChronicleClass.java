import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Build step: puts two classes among the project's that let Chronicle Map open its maps without a compiler, so that a JRE
 * is enough and the start is a second faster.
 *
 * <ul>
 *   <li>The one class that Chronicle generates from source whenever it opens its first map. It asks the class loader for it
 *       before it compiles.
 *   <li>A stand-in for {@code com.sun.tools.javac.api.JavacTool}, whose {@code create} gives no compiler. Chronicle wants
 *       one to be there even if it has nothing to compile; where there is a real one this is never looked at.
 * </ul>
 *
 * <p>Usage: {@code PrecompileChronicleClass CLASSES_DIRECTORY}. They are compiled for Java 17, whatever runs this.
 */
final class PrecompileChronicleClass {
    private static final String PACKAGE = "net.openhft.chronicle.hash";
    private static final String VALUE_INTERFACE = PACKAGE + ".VanillaGlobalMutableState";
    private static final String GENERATED = "VanillaGlobalMutableState$$Native";
    private static final String JAVAC_PACKAGE = "com.sun.tools.javac.api";
    private static final String JAVAC = "JavacTool";

    private PrecompileChronicleClass() {}

    public static void main(String[] args) throws Exception {
        Path classes = Path.of(args[0]);
        compile(classes, PACKAGE, GENERATED, generated(), List.of());
        String noCompiler = "package " + JAVAC_PACKAGE + "; public final class " + JAVAC + " { private " + JAVAC
                + "() {} public static Object create() { return null; } }";
        compile(classes, JAVAC_PACKAGE, JAVAC, noCompiler, List.of("--limit-modules", "java.base"));
    }

    private static void compile(Path classes, String packageName, String name, String code, List<String> more)
            throws IOException {
        if (Files.exists(classes.resolve(packageName.replace('.', '/')).resolve(name + ".class"))) return;
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(List.of(
                    "-source",
                    "17",
                    "-target",
                    "17",
                    "-nowarn",
                    "-Xlint:none",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path")));
            options.addAll(more);
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, List.of(source(packageName, name, code)))
                    .call();
            if (!compiled) throw new IllegalStateException("cannot compile " + name);
        }
    }

    /** The source as Chronicle Values itself would generate it; its generator is not public. */
    private static String generated() throws ReflectiveOperationException {
        Class<?> modelClass = Class.forName("net.openhft.chronicle.values.ValueModel");
        Object model = modelClass.getMethod("acquire", Class.class).invoke(null, Class.forName(VALUE_INTERFACE));
        Method generate = Class.forName("net.openhft.chronicle.values.Generators")
                .getDeclaredMethod("generateNativeClass", modelClass, String.class);
        generate.setAccessible(true);
        return (String) generate.invoke(null, model, GENERATED);
    }

    private static JavaFileObject source(String packageName, String className, String code) {
        URI name = URI.create(
                "string:///" + packageName.replace('.', '/') + "/" + className.replace("$", "%24") + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }

            @Override
            public boolean isNameCompatible(String simpleName, Kind kind) {
                return true;
            }
        };
    }
}
