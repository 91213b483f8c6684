#pragma once

#include "cache/error.h"

namespace larder {

/// Why `ssh` built no tunnel, and what to do: @p text is what it wrote, @p ssh the host that it was given.
[[nodiscard]] Error sshError(const QString& what, const QString& text, const QString& ssh);

/// What `ssh` says of a forwarding that its host refused, while the tunnel stands: true if @p text does.
[[nodiscard]] bool tellsOfRefusedForward(const QString& text);

} // namespace larder
