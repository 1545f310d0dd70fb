package org.socketworkbench.ui.support;

/** One start of the program, for its preferences: says what was remembered, and remembers something. */
final class PreferencesSubject {
    private PreferencesSubject() {}

    public static void main(String[] arguments) {
        Preferences preferences = UserPreferences.open();
        System.out.println(preferences.get(Preferences.Key.THEME).orElse("nothing"));
        preferences.put(Preferences.Key.THEME, "true");
        preferences.put(Preferences.Key.TAB, "x".repeat(100_000)); // Longer than Java keeps.
        System.exit(0);
    }
}
