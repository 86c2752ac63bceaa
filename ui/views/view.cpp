#include "ui/views/view.h"  // the home of View's meta object
