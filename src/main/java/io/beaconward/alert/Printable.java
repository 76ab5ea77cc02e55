package io.beaconward.alert;

/**
 * Text from logs or receivers made fit for people: one line, without control characters, characters that change the
 * direction or look of their neighbours, and halves of surrogate pairs. Each of these becomes {@code ?}.
 */
public final class Printable {
    private static final String CUT = "...";

    private Printable() {}

    /** {@code text}, in at most {@code longest} characters. */
    public static String of(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean restFits = out.length() + text.length() - i <= longest;
            if (!restFits && out.length() + Character.charCount(c) + CUT.length() > longest) {
                return out.append(CUT).toString();
            }
            out.appendCodePoint(isPrintable(c) ? c : '?');
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
