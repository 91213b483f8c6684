#pragma once

#include <QDockWidget>

class QPlainTextEdit;

namespace larder {

/// The log of what was run and what came of it, newest last.
class MessagesDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit MessagesDock(QWidget* parent = nullptr);
    void append(const QString& line);
    [[nodiscard]] QString text() const;

private:
    QPlainTextEdit* m_log;
};

} // namespace larder
