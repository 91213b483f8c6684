#pragma once

#include <QObject>

#include <map>
#include <set>

class QLineEdit;
class QWidget;

namespace larder {

class GridState;

/// The fields below the names of a grid's columns, in which filters are typed. A field is made when its
/// column comes into view for the first time, since a result may have thousands.
class FilterFields final : public QObject
{
    Q_OBJECT

public:
    /// The fields are children of @p header.
    FilterFields(const GridState& state, QWidget& header);

    /// What is typed, by column; columns without a text are left out.
    [[nodiscard]] std::map<int, QString> texts() const;
    void setText(int column, const QString& text);
    /// Marks the field of @p column as wrong and says why in its tool tip; as right if @p error is empty.
    void setError(int column, const QString& error);
    /// Deletes all fields, without a signal.
    void clear();
    /// Puts the fields of the columns in view below their names.
    void place();
    [[nodiscard]] int height() const;
    void focus(int column);

Q_SIGNALS:
    void textsChanged();

private:
    [[nodiscard]] QLineEdit* field(int column);
    [[nodiscard]] QLineEdit* createField(int column);
    void placeField(int place);

    const GridState& m_state;
    QWidget& m_header;
    // What scrolls lies in a widget of its own, so that it disappears behind what is frozen.
    QWidget* m_frozen;
    QWidget* m_scrolled;
    std::map<int, QLineEdit*> m_fields;
};

} // namespace larder
