#pragma once

#include <QStringList>

class QWidget;

namespace larder {

/// Asks over @p parent whether the transactions that are open on @p connections may be lost, and waits for
/// the answer.
[[nodiscard]] bool askToLoseTransactions(QWidget* parent, const QStringList& connections);

} // namespace larder
