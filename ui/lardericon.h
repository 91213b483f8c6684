#pragma once

#include <QIcon>

namespace larder {

/// One of the program's own icons: "expire", "state-fresh", ….
[[nodiscard]] inline QIcon larderIcon(QAnyStringView name)
{
    return QIcon(QStringLiteral(":/larder/icons/%1.svg").arg(name.toString()));
}

} // namespace larder
