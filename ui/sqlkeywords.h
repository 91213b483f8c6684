#pragma once

#include <QByteArrayView>

namespace larder {

/// Whether @p word is a word of SQL in one of the supported dialects, without regard to case.
[[nodiscard]] bool isSqlKeyword(QByteArrayView word);

} // namespace larder
