#pragma once

#include "models/rowcursor.h"

namespace larder {

/// What @p rows take in any form at least: a byte a cell, and those of the values where that is known without
/// a look at each row. Stops as soon as it is more than @p enough, so that the answer to "is this too much?"
/// costs milliseconds. Reads no numbers that lie in a file.
[[nodiscard]] qint64 leastBytes(const RowsToWrite& rows, qint64 enough);

} // namespace larder
