#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace larder {

/// A strip that says one thing and may offer one thing to do about it. Hidden while there is nothing to say.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    /// @p name is what tests and assistive programs call it.
    NoticeBar(const QString& name, QWidget* parent);

    /// An empty @p text hides the bar; an empty @p action its button.
    void say(const QString& text, const QString& action = {});
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel* m_label;
    QPushButton* m_button;
};

} // namespace larder
