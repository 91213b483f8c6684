#pragma once

#include <QByteArrayView>
#include <QString>

namespace larder {

/// Where byte @p offset of @p utf8 stands, for people: "line 3, column 8". Both count from 1, columns in the
/// units of QString. An offset behind the end is the end.
[[nodiscard]] QString placeText(QByteArrayView utf8, qsizetype offset);

} // namespace larder
