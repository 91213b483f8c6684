#pragma once

namespace larder {

/// A port of this machine on which nobody listens now; 0 if there is none.
[[nodiscard]] int freePort();

} // namespace larder
