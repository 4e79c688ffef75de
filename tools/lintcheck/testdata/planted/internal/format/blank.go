package format // want+2 revive `a blank import should be only in a main or test package`

import _ "image/png"
