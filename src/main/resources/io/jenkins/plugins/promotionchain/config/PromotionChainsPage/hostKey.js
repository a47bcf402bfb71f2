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

  function judge(key, field, answer) {
    const pinned = field.value.trim();
    if (pinned.split(/\s+/).includes(key.fingerprint)) {
      show(answer, key.known, "ok");
      return;
    }
    show(answer, "", "");
    const message = pinned === "" ? key.question : key.replaces + "\n\n" + key.question;
    dialog.confirm(key.title, { message: message, okText: key.pin, maxWidth: "640px" }).then(
      function () {
        pin(field, key.fingerprint);
        show(answer, key.pinned, "ok");
      },
      function () {
        show(answer, key.nothing, "");
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
    show(answer, button.dataset.waiting, "");
    fetch(button.dataset.url, { method: "POST", headers: crumb.wrap({}), body: form })
      .then(function (response) {
        if (!response.ok) {
          throw new Error(button.dataset.failed + " (HTTP " + response.status + ")");
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
