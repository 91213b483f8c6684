#pragma once

#include "models/inspector/eventfilter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace larder {

/// The rule by which the list of events stops by itself: an event of a kind, with words, or both. Without
/// either there is no rule, and none while the bar is hidden.
class EventStopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EventStopBar(QWidget* parent = nullptr);

    [[nodiscard]] std::optional<EventFilter> rule() const;

Q_SIGNALS:
    void ruleChanged();

private:
    QComboBox* m_kind;
    QLineEdit* m_words;
};

} // namespace larder
