package hudson.util;

import java.util.ArrayList;
import java.util.List;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> {
    private static final long serialVersionUID = 1L;

    public ListBoxModel() {}

    public ListBoxModel(Option... data) {
        super(List.of(data));
    }

    public void add(String displayName, String value) {
        add(new Option(displayName, value));
    }

    /** As in the real class. */
    public static final class Option {
        public String name;
        public String value;

        public Option(String name, String value) {
            this.name = name;
            this.value = value;
        }
    }
}
