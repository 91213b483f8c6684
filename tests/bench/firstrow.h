#pragma once

#include "models/connectiontarget.h"

namespace larder::bench {

/// Opens @p target as the window does and brings the first row of its table t; fails the program where it
/// can't.
void openToFirstRow(const ConnectionTarget& target);

} // namespace larder::bench
