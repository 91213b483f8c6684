#pragma once

#include "models/inspector/writereach.h"

#include <QDialog>

namespace larder {

/// Shows which cache entries a statement would end.
class ReachDialog final : public QDialog
{
    Q_OBJECT

public:
    ReachDialog(const QByteArray& sql, SqlDialect dialect, const WriteReach& reach, QWidget* parent);
};

} // namespace larder
