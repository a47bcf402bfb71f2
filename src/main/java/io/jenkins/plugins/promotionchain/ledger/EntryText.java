package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONStringer;

/** An entry as JSON on one line. What a later version adds is overlooked: fields, and kinds of entries. */
final class EntryText {

    private EntryText() {}

    static String write(LedgerEntry entry) {
        JSONStringer json = new JSONStringer();
        json.object().key("at").value(entry.at().toString());
        if (entry instanceof Built built) {
            built(json, built);
        } else if (entry instanceof Deployed deployed) {
            deployed(json, deployed);
        } else if (entry instanceof Verified verified) {
            verified(json, verified);
        } else if (entry instanceof Approved approved) {
            approved(json, approved);
        }
        json.key("job").value(entry.build().job());
        json.key("number").value(entry.build().number());
        optional(json, "url", entry.build().url());
        return json.endObject().toString();
    }

    /**
     * @return none for a kind of entry that only a later version knows
     * @throws IllegalArgumentException when the text is no entry
     */
    static Optional<LedgerEntry> read(String text) {
        try {
            JSONObject json = new JSONObject(text);
            return switch (json.getString("kind")) {
                case "built" -> Optional.of(built(json));
                case "deployment" -> Optional.of(deployed(json, Deployed.Kind.DEPLOYMENT));
                case "rollback" -> Optional.of(deployed(json, Deployed.Kind.ROLLBACK));
                case "verified" -> Optional.of(verified(json));
                case "approved" -> Optional.of(approved(json));
                default -> Optional.empty();
            };
        } catch (JSONException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void built(JSONStringer json, Built built) {
        json.key("kind").value("built");
        json.key("component").value(built.component().value());
        json.key("image").value(built.image().toString());
        json.key("fingerprint").value(built.fingerprint().value());
        optional(json, "commit", built.commit());
        json.key("origin").value(built.origin().name());
    }

    private static Built built(JSONObject json) {
        return new Built(
                at(json),
                build(json),
                ComponentName.of(json.getString("component")),
                ImageRef.parse(json.getString("image")),
                new SourceFingerprint(json.getString("fingerprint")),
                json.optString("commit"),
                json.getEnum(Built.Origin.class, "origin"));
    }

    private static void deployed(JSONStringer json, Deployed deployed) {
        json.key("kind").value(deployed.kind() == Deployed.Kind.ROLLBACK ? "rollback" : "deployment");
        target(json, deployed.target());
        json.key("image").value(deployed.image().toString());
        json.key("outcome").value(deployed.outcome().name());
        optional(json, "reason", deployed.reason());
        deployed.previous().ifPresent(image -> json.key("previous").value(image.toString()));
        deployed.force().ifPresent(force -> json.key("forcedBy")
                .value(force.by())
                .key("forcedBecause")
                .value(force.reason()));
        optional(json, "configuration", deployed.configurationHash());
        optional(json, "by", deployed.by());
        json.key("id").value(deployed.id());
    }

    private static Deployed deployed(JSONObject json, Deployed.Kind kind) {
        return new Deployed(
                at(json),
                build(json),
                json.getString("id"),
                target(json),
                ImageRef.parse(json.getString("image")),
                Optional.of(json.optString("previous"))
                        .filter(text -> !text.isEmpty())
                        .map(ImageRef::parse),
                kind,
                json.getEnum(Deployed.Outcome.class, "outcome"),
                json.optString("reason"),
                json.has("forcedBy")
                        ? Optional.of(new Deployed.Force(json.getString("forcedBy"), json.getString("forcedBecause")))
                        : Optional.empty(),
                json.optString("configuration"),
                json.optString("by"));
    }

    private static void verified(JSONStringer json, Verified verified) {
        json.key("kind").value("verified");
        target(json, verified.target());
        json.key("image").value(verified.image().toString());
        json.key("result").value(verified.result().name());
        optional(json, "note", verified.note());
        optional(json, "by", verified.by());
    }

    private static Verified verified(JSONObject json) {
        return new Verified(
                at(json),
                build(json),
                target(json),
                ImageRef.parse(json.getString("image")),
                json.getEnum(Verified.Result.class, "result"),
                json.optString("note"),
                json.optString("by"));
    }

    private static void approved(JSONStringer json, Approved approved) {
        json.key("kind").value("approved");
        json.key("application").value(approved.application().value());
        json.key("environment").value(approved.environment().value());
        json.key("digests").array();
        approved.digests().stream().map(ImageDigest::value).sorted().forEach(json::value);
        json.endArray();
        json.key("by").value(approved.by());
        optional(json, "note", approved.note());
    }

    private static Approved approved(JSONObject json) {
        Set<ImageDigest> digests = new LinkedHashSet<>();
        json.getJSONArray("digests").forEach(text -> digests.add(ImageDigest.of(text.toString())));
        return new Approved(
                at(json),
                build(json),
                ApplicationName.of(json.getString("application")),
                EnvironmentName.of(json.getString("environment")),
                digests,
                json.getString("by"),
                json.optString("note"));
    }

    private static void target(JSONStringer json, DeploymentTarget target) {
        json.key("application").value(target.application().value());
        json.key("environment").value(target.environment().value());
        json.key("component").value(target.component().value());
    }

    private static DeploymentTarget target(JSONObject json) {
        return new DeploymentTarget(
                ApplicationName.of(json.getString("application")),
                EnvironmentName.of(json.getString("environment")),
                ComponentName.of(json.getString("component")));
    }

    private static void optional(JSONStringer json, String name, String text) {
        if (!text.isEmpty()) {
            json.key(name).value(text);
        }
    }

    private static Instant at(JSONObject json) {
        return Instant.parse(json.getString("at"));
    }

    private static BuildRef build(JSONObject json) {
        return new BuildRef(json.getString("job"), json.getInt("number"), json.optString("url"));
    }
}
