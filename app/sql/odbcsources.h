#pragma once

#include <QStringList>

namespace larder {

/// The data sources that the driver manager knows, of the user and of the system, sorted. Reads files only.
[[nodiscard]] QStringList odbcSources();

} // namespace larder
