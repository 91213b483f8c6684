#pragma once

#include "cache/resultfilereader.h"

#include <QByteArray>

namespace larder::test {

/// @p result as it stands in a file.
[[nodiscard]] QByteArray fileOf(const ResultSet& result);

/// A copy of @p bytes, aligned as a mapped file is, with nothing readable behind its end that a sanitizer
/// would not see.
[[nodiscard]] SharedBlock blockOf(QByteArrayView bytes);

/// All chunks of a file, or the first error.
[[nodiscard]] Result<ResultPtr> readWhole(const SharedBlock& file);

/// Makes the hashes in @p file right for what stands there now, as far as its header and directory can be
/// read: so what checks nothing but hashes is found out.
void rehash(QByteArray& file);

} // namespace larder::test
