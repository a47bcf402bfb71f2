/* "Fetch and pin": asks the server for its host key, and pins it when a person has compared the fingerprint. */
(function () {
  "use strict";

  function show(answer, text, kind) {
    answer.textContent = text;
    answer.className = "promotion-chain-answer " + kind;
  }

  function pin(field, fingerprint) {
    field.value = fingerprint;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function question(key, pinned) {
    const algorithm = key.type.startsWith("ecdsa") ? "ecdsa" : key.type.replace("ssh-", "");
    return [
      key.server + " shows this host key now:",
      "",
      "Type: " + key.type,
      "Fingerprint: " + key.fingerprint,
      "",
      pinned === "" ? "" : "It is not the one that is pinned, and would take its place.\n",
      "Compare it with what the server itself prints for:",
      "ssh-keygen -l -f /etc/ssh/ssh_host_" + algorithm + "_key.pub",
    ].join("\n");
  }

  function judge(key, field, answer) {
    const pinned = field.value.trim();
    if (pinned.split(/\s+/).includes(key.fingerprint)) {
      show(answer, key.server + " shows the key that is pinned: " + key.type + " " + key.fingerprint, "ok");
      return;
    }
    show(answer, "", "");
    dialog.confirm("Pin this host key?", { message: question(key, pinned), okText: "Pin", maxWidth: "640px" }).then(
      function () {
        pin(field, key.fingerprint);
        show(answer, "Pinned. Save the page to keep it.", "ok");
      },
      function () {
        show(answer, "Nothing was pinned.", "");
      },
    );
  }

  function ask(button) {
    const answer = button.parentElement.querySelector(".promotion-chain-answer");
    const field = findNearBy(button, "hostKeys");
    const form = new URLSearchParams({
      address: findNearBy(button, "address").value,
      sshPort: findNearBy(button, "sshPort").value,
    });
    button.disabled = true;
    show(answer, "Asking the server…", "");
    fetch(button.dataset.url, { method: "POST", headers: crumb.wrap({}), body: form })
      .then(function (response) {
        if (!response.ok) {
          throw new Error("Jenkins answered with the status " + response.status + ". Load the page again.");
        }
        return response.json();
      })
      .then(function (said) {
        if (said.status === "ok") {
          judge(said.data, field, answer);
        } else {
          show(answer, said.message, "error");
        }
      })
      .catch(function (failure) {
        show(answer, failure.message, "error");
      })
      .finally(function () {
        button.disabled = false;
      });
  }

  Behaviour.specify(".promotion-chain-fetch-host-key", "promotion-chain-fetch-host-key", 0, function (button) {
    button.onclick = function () {
      ask(button);
    };
  });
})();
